package dev.lockspire.demo.run;

import java.util.Optional;

/** What is printed once everything runs. */
final class Banner {
  private Banner() {}

  static String of(
      Options options,
      PublicUrls urls,
      PostgresDatabase database,
      Optional<SelfSignedCertificate> certificate) {
    StringBuilder text = new StringBuilder();
    text.append(
        """

          Billingo is open: a small host with Lockspire inside.

            Start here   %s/
            Console      %s/admin/   (sign in as ops, or as audra to look only)
            Discovery    %s/.well-known/openid-configuration
            People       alice, bob, ops, audra (the password is the name)
            Data         %s
            Database     %s
        """
            .formatted(
                urls.base(), urls.issuer(), urls.issuer(), options.data(), database.description()));
    certificate.ifPresent(
        made -> text.append("    Certificate  ").append(made.pem()).append(" (self-signed)\n"));
    if (options.automation()) {
      text.append("    Automation   on: the clock can be moved by anybody on this machine\n");
    }
    text.append("\n  Ctrl-C stops everything, the database included.\n\n");
    return text.toString();
  }

  /** One line for programs. */
  static String readyLine(PublicUrls urls) {
    return "READY issuer=%s base=%s admin=%s/admin/ pid=%d"
        .formatted(urls.issuer(), urls.base(), urls.issuer(), ProcessHandle.current().pid());
  }
}
