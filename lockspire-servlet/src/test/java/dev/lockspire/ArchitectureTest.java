package dev.lockspire;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The architecture")
class ArchitectureTest {
  private static final String BASE = "dev.lockspire";

  /** Floor 1 first. A package that is not listed fails the test below. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("http", "storage", "host", "config", "crypto", "annotation", "outbound"),
          Set.of(
              "client",
              "policy",
              "keys",
              "senderconstraint",
              "requestobject",
              "rar",
              "remotejwks",
              "replay",
              "audit",
              "refusal",
              "statistics",
              "traffic",
              "conformance",
              "measure",
              "metadata"),
          Set.of("clientauth", "interaction", "minting"),
          Set.of(
              "authorize",
              "par",
              "token",
              "introspection",
              "revocation",
              "userinfo",
              "device",
              "ciba",
              "exchange",
              "registration",
              "logout",
              "discovery"),
          Set.of("", "web", "protect", "admin", "jobs"));

  private static final int ENDPOINTS = 3;
  private static final Set<String> GRANT_PACKAGES = Set.of("device", "ciba", "exchange");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  @DisplayName("every package stands on a floor")
  void everyPackageHasAFloor() {
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(type -> rooms.add(room(type)));
    assertThat(rooms).hasSizeGreaterThan(10).allMatch(room -> floor(room) >= 0);
  }

  @Test
  @DisplayName("nothing on a lower floor knows a higher one, and endpoints do not know each other")
  void arrowsPointDown() {
    classes().that().resideInAPackage(BASE + "..").should(onlyLookDown()).check(CLASSES);
  }

  @Test
  @DisplayName("packages form no cycle")
  void noCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  @DisplayName("only web, protect, host and the composition root touch the servlet API")
  void servletApiStaysAtTheEdge() {
    noClasses()
        .that(
            not(resideInAPackage(BASE + ".web.."))
                .and(not(resideInAPackage(BASE + ".protect..")))
                .and(not(resideInAPackage(BASE + ".host..")))
                .and(not(isTopLevel("Lockspire"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.servlet..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("Hibernate is touched in storage and in stores only")
  void hibernateStaysInStores() {
    noClasses()
        .that(not(resideInAPackage(BASE + ".storage..")).and(not(belongsToAStore())))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.hibernate..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("Quartz is touched in jobs only")
  void quartzStaysInJobs() {
    noClasses()
        .that(not(resideInAPackage(BASE + ".jobs..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.quartz..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("the HTTP client is touched in outbound only")
  void httpClientStaysInOutbound() {
    noClasses()
        .that(not(resideInAPackage(BASE + ".outbound..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hc..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("the PostgreSQL driver is touched in storage only")
  void driverStaysInStorage() {
    noClasses()
        .that(not(resideInAPackage(BASE + ".storage..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.postgresql..")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> onlyLookDown() {
    return new ArchCondition<>("only depend on rooms of lower floors or of their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String from = room(type);
        type.getDirectDependenciesFromSelf().stream()
            .filter(d -> d.getTargetClass().getPackageName().startsWith(BASE))
            .filter(d -> !mayLookAt(from, room(d.getTargetClass())))
            .forEach(d -> events.add(SimpleConditionEvent.violated(type, d.getDescription())));
      }
    };
  }

  private static boolean mayLookAt(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    if (floor(from) == ENDPOINTS && floor(to) == ENDPOINTS) {
      return GRANT_PACKAGES.contains(from) && to.equals("token");
    }
    return floor(to) <= floor(from);
  }

  private static int floor(String room) {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      if (FLOORS.get(floor).contains(room)) {
        return floor;
      }
    }
    return -1;
  }

  /** The first segment below the base package; empty for the base package itself. */
  private static String room(JavaClass type) {
    String below = type.getPackageName().substring(BASE.length());
    return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
  }

  private static DescribedPredicate<JavaClass> isTopLevel(String name) {
    return DescribedPredicate.describe(
        "are " + name, type -> topLevel(type).equals(BASE + "." + name));
  }

  private static DescribedPredicate<JavaClass> belongsToAStore() {
    return DescribedPredicate.describe(
        "belong to a class named *Store", type -> topLevel(type).endsWith("Store"));
  }

  private static String topLevel(JavaClass type) {
    int dollar = type.getName().indexOf('$');
    return dollar < 0 ? type.getName() : type.getName().substring(0, dollar);
  }
}
