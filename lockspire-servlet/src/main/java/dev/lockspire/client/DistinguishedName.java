package dev.lockspire.client;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * The name of a certificate's subject, compared as a name: by the types and values of its parts in
 * their order, whatever their spelling (RFC 4514, RFC 5280 §7.1). Letter case and runs of white
 * space do not count; the kind of string that a value is encoded as does not either.
 *
 * @param parts the relative names, each a set of types with their values
 */
record DistinguishedName(List<Set<String>> parts) {
  private static final int MAX_LENGTH = 2048;
  private static final Pattern OID = Pattern.compile("[0-9]+(?:\\.[0-9]+)+");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int UTF8_STRING = 0x0c;
  private static final int PRINTABLE_STRING = 0x13;
  private static final int TELETEX_STRING = 0x14;
  private static final int IA5_STRING = 0x16;
  private static final int BMP_STRING = 0x1e;

  /** RFC 4514 §3, and the names that certificates of people and companies are written with. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("cn", "2.5.4.3"),
          Map.entry("sn", "2.5.4.4"),
          Map.entry("surname", "2.5.4.4"),
          Map.entry("serialnumber", "2.5.4.5"),
          Map.entry("c", "2.5.4.6"),
          Map.entry("l", "2.5.4.7"),
          Map.entry("st", "2.5.4.8"),
          Map.entry("street", "2.5.4.9"),
          Map.entry("o", "2.5.4.10"),
          Map.entry("ou", "2.5.4.11"),
          Map.entry("title", "2.5.4.12"),
          Map.entry("businesscategory", "2.5.4.15"),
          Map.entry("postalcode", "2.5.4.17"),
          Map.entry("name", "2.5.4.41"),
          Map.entry("givenname", "2.5.4.42"),
          Map.entry("gn", "2.5.4.42"),
          Map.entry("dnqualifier", "2.5.4.46"),
          Map.entry("organizationidentifier", "2.5.4.97"),
          Map.entry("uid", "0.9.2342.19200300.100.1.1"),
          Map.entry("dc", "0.9.2342.19200300.100.1.25"),
          Map.entry("emailaddress", "1.2.840.113549.1.9.1"),
          Map.entry("e", "1.2.840.113549.1.9.1"));

  DistinguishedName {
    parts = List.copyOf(parts);
  }

  /** Reads the string form of RFC 4514; empty when {@code text} is none, or is empty. */
  static Optional<DistinguishedName> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      List<Set<String>> parts = new ArrayList<>();
      for (Rdn rdn : new LdapName(text).getRdns()) {
        Optional<Set<String>> part = part(rdn);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
      }
      return parts.isEmpty() ? Optional.empty() : Optional.of(new DistinguishedName(parts));
    } catch (NamingException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The name in a certificate; empty when it is empty or cannot be told. */
  static Optional<DistinguishedName> of(X500Principal principal) {
    return parse(principal.getName(X500Principal.RFC2253));
  }

  private static Optional<Set<String>> part(Rdn rdn) throws NamingException {
    Set<String> part = new HashSet<>();
    NamingEnumeration<? extends Attribute> attributes = rdn.toAttributes().getAll();
    while (attributes.hasMore()) {
      Attribute attribute = attributes.next();
      Optional<String> type = type(attribute.getID());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      for (int i = 0; i < attribute.size(); i++) {
        part.add(type.get() + value(attribute.get(i)));
      }
    }
    return Optional.of(part);
  }

  private static Optional<String> type(String written) {
    String name = written.strip().toLowerCase(Locale.ROOT);
    String oid = name.startsWith("oid.") ? name.substring(4) : name;
    return OID.matcher(oid).matches() ? Optional.of(oid) : Optional.ofNullable(TYPES.get(name));
  }

  /** A value written as {@code #} and its encoding is the text that it encodes, if it is one. */
  private static String value(Object value) {
    if (value instanceof byte[] encoded) {
      return text(encoded)
          .map(DistinguishedName::comparable)
          .orElseGet(() -> '#' + HexFormat.of().formatHex(encoded));
    }
    return comparable(value.toString());
  }

  private static String comparable(String text) {
    return '=' + SPACE.matcher(text.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  /** The text of a DER string; nothing that long stands in a name as would need a longer length. */
  private static Optional<String> text(byte[] der) {
    int start = der.length > 1 && (der[1] & 0xff) == 0x81 ? 3 : 2;
    if (der.length < start || (der[start - 1] & 0xff) != der.length - start) {
      return Optional.empty();
    }
    Charset charset =
        switch (der[0]) {
          case UTF8_STRING -> StandardCharsets.UTF_8;
          case PRINTABLE_STRING, IA5_STRING -> StandardCharsets.US_ASCII;
          case TELETEX_STRING -> StandardCharsets.ISO_8859_1;
          case BMP_STRING -> StandardCharsets.UTF_16BE;
          default -> null;
        };
    return Optional.ofNullable(charset).map(c -> new String(der, start, der.length - start, c));
  }
}
