package dev.lockspire.it.desk;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** Counts how often it was rung on a page of the host. */
@Named
@ViewScoped
public class Bell implements Serializable {
  private static final long serialVersionUID = 1;

  private int rung;

  public int getRung() {
    return rung;
  }

  public void ring() {
    rung++;
  }
}
