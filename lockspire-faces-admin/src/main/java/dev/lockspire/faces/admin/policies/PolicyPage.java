package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Exportable;

/** A page that changes one policy, and shows before what that would do. */
public interface PolicyPage extends Exportable {

  /** Looks whom the chosen value would reach. */
  void preview();

  /** Looks further, beyond the clients that are shown. */
  void more();

  PolicyForm getForm();
}
