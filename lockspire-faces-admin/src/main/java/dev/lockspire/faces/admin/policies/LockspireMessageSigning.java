package dev.lockspire.faces.admin.policies;

import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.policy.MessageSigning;
import dev.lockspire.policy.ServerPolicy;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Which messages the Message Signing profile demands to be signed (FAPI 2.0 §5.3 to §5.5). */
@Named
@ViewScoped
public class LockspireMessageSigning implements PolicyPage, Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Console console;

  private final PolicyForm form = new PolicyForm();
  private boolean requestObjects;
  private boolean authorizationResponses;
  private boolean introspectionResponses;

  @PostConstruct
  void load() {
    MessageSigning now = current().messageSigning();
    requestObjects = now.requestObjects();
    authorizationResponses = now.authorizationResponses();
    introspectionResponses = now.introspectionResponses();
  }

  /** Saves all three; what demands more than before needs the tick. */
  public void save() {
    if (form.mayGoAhead(demandsMore(current().messageSigning()), console.texts())) {
      form.getFeedback()
          .settle(
              console.admin().policy().putMessageSigning(chosen(), console.actor()),
              console.texts(),
              "policies.saved");
    }
  }

  @Override
  public void preview() {
    form.preview(wanted(), console);
  }

  @Override
  public void more() {
    form.more(wanted(), console);
  }

  @Override
  public void export(String format) {
    PolicyForm.export(wanted(), format, console);
  }

  @Override
  public PolicyForm getForm() {
    return form;
  }

  private ServerPolicy current() {
    return console.admin().policy().current();
  }

  private ServerPolicy wanted() {
    return current().withMessageSigning(chosen());
  }

  private MessageSigning chosen() {
    return new MessageSigning(requestObjects, authorizationResponses, introspectionResponses);
  }

  private boolean demandsMore(MessageSigning now) {
    return (requestObjects && !now.requestObjects())
        || (authorizationResponses && !now.authorizationResponses())
        || (introspectionResponses && !now.introspectionResponses());
  }

  public boolean isRequestObjects() {
    return requestObjects;
  }

  public void setRequestObjects(boolean requestObjects) {
    this.requestObjects = requestObjects;
  }

  public boolean isAuthorizationResponses() {
    return authorizationResponses;
  }

  public void setAuthorizationResponses(boolean authorizationResponses) {
    this.authorizationResponses = authorizationResponses;
  }

  public boolean isIntrospectionResponses() {
    return introspectionResponses;
  }

  public void setIntrospectionResponses(boolean introspectionResponses) {
    this.introspectionResponses = introspectionResponses;
  }
}
