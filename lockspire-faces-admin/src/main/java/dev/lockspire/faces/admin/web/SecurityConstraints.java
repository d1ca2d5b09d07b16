package dev.lockspire.faces.admin.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The security constraints of a deployment descriptor (Servlet 6.0 §13.8).
 *
 * @param rules one per pattern of each constraint
 */
record SecurityConstraints(List<Rule> rules) {

  /**
   * What a constraint says of one pattern.
   *
   * @param authenticated whether it asks for a role
   * @param allMethods whether it holds for every HTTP method
   */
  record Rule(UrlPattern pattern, boolean authenticated, boolean allMethods) {
    Rule {
      Objects.requireNonNull(pattern, "pattern");
    }
  }

  SecurityConstraints {
    rules = List.copyOf(rules);
  }

  /**
   * Whether nobody reaches {@code path} or anything below it without a role. Of several patterns
   * the longest decides, and of equal ones a constraint without roles opens what another closed.
   */
  boolean protect(String path) {
    if (rules.stream()
        .anyMatch(rule -> rule.pattern().reachesInto(path) && !rule.authenticated())) {
      return false;
    }
    List<Rule> covering = rules.stream().filter(rule -> rule.pattern().covers(path)).toList();
    int longest = covering.stream().mapToInt(rule -> rule.pattern().length()).max().orElse(-1);
    List<Rule> deciding =
        covering.stream().filter(rule -> rule.pattern().length() == longest).toList();
    return deciding.stream().allMatch(Rule::authenticated)
        && deciding.stream().anyMatch(Rule::allMethods);
  }

  /**
   * Reads {@code web.xml} without ever fetching what it may refer to.
   *
   * @throws IOException when it is no XML
   */
  static SecurityConstraints read(InputStream descriptor) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      return new Reading(factory.createXMLStreamReader(descriptor)).all();
    } catch (XMLStreamException e) {
      throw new IOException("it is not well-formed", e);
    }
  }

  /** One pass over the document. */
  private static final class Reading {
    private final XMLStreamReader xml;
    private final List<Rule> rules = new ArrayList<>();

    Reading(XMLStreamReader xml) {
      this.xml = xml;
    }

    SecurityConstraints all() throws XMLStreamException {
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("security-constraint")) {
          constraint();
        }
      }
      return new SecurityConstraints(rules);
    }

    private void constraint() throws XMLStreamException {
      List<UrlPattern> everyMethod = new ArrayList<>();
      List<UrlPattern> someMethods = new ArrayList<>();
      List<UrlPattern> collection = new ArrayList<>();
      boolean limited = false;
      boolean authenticated = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "url-pattern" -> collection.add(UrlPattern.of(xml.getElementText()));
            case "http-method", "http-method-omission" -> limited = true;
            case "auth-constraint" -> authenticated = true;
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          if (xml.getLocalName().equals("web-resource-collection")) {
            (limited ? someMethods : everyMethod).addAll(collection);
            collection.clear();
            limited = false;
          } else if (xml.getLocalName().equals("security-constraint")) {
            break;
          }
        }
      }
      boolean roles = authenticated;
      everyMethod.forEach(pattern -> rules.add(new Rule(pattern, roles, true)));
      someMethods.forEach(pattern -> rules.add(new Rule(pattern, roles, false)));
    }
  }
}
