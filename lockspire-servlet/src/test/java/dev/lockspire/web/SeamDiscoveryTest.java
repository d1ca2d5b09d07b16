package dev.lockspire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockspire.config.RarConfig;
import dev.lockspire.config.SeamsConfig;
import dev.lockspire.host.Account;
import dev.lockspire.host.AccountResolver;
import dev.lockspire.host.AuthorizationContext;
import dev.lockspire.host.AuthorizationDetailsContext;
import dev.lockspire.host.AuthorizationDetailsValidator;
import dev.lockspire.host.Claims;
import dev.lockspire.host.ClaimsContext;
import dev.lockspire.host.CurrentAccount;
import dev.lockspire.host.HostRedirect;
import dev.lockspire.host.HostSeams;
import dev.lockspire.host.LockspireConfigurer;
import dev.lockspire.host.LoginRequest;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The host's seams")
class SeamDiscoveryTest {
  private static final SeamsConfig NOTHING_NAMED =
      new SeamsConfig(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final LockspireConfigurer NO_CONFIGURER = new LockspireConfigurer() {};

  private static final AccountResolver SET = new Accounts();
  private static final AccountResolver BEAN = new Accounts();

  /** A resolver that a class name can name. */
  public static class Accounts implements AccountResolver {
    @Override
    public CurrentAccount resolveCurrentAccount(
        HttpServletRequest request, AuthorizationContext context) {
      return CurrentAccount.notSignedIn();
    }

    @Override
    public Optional<Account> resolveAccount(String subject, ClaimsContext context) {
      return Optional.empty();
    }

    @Override
    public Claims buildClaims(Account account, ClaimsContext context) {
      return Claims.of(Map.of());
    }

    @Override
    public HostRedirect redirectForLogin(HttpServletRequest request, LoginRequest login) {
      return HostRedirect.to("/login");
    }
  }

  /** A resolver that nothing can make. */
  public static final class Unmakeable extends Accounts {
    public Unmakeable(String argument) {
      assertThat(argument).isNotNull();
    }
  }

  private static final BeanSource BEANS =
      new BeanSource() {
        @Override
        public <T> Optional<T> find(Class<T> type) {
          return type.isInstance(BEAN) ? Optional.of(type.cast(BEAN)) : Optional.empty();
        }

        @Override
        public <T> List<T> findAll(Class<T> type) {
          return type == AuthorizationDetailsValidator.class
              ? List.of(type.cast(new Details("payment", "bean")))
              : List.of();
        }
      };

  /** A validator that tells where it came from by what it refuses. */
  public static class Details implements AuthorizationDetailsValidator {
    private final String type;
    final String origin;

    public Details() {
      this("payment", "named");
    }

    Details(String type, String origin) {
      this.type = type;
      this.origin = origin;
    }

    @Override
    public String type() {
      return type;
    }

    @Override
    public Verdict validate(Map<String, Object> detail, AuthorizationDetailsContext context) {
      return Verdict.refused(origin);
    }
  }

  private static final LockspireConfigurer CONFIGURER =
      new LockspireConfigurer() {
        @Override
        public Optional<AccountResolver> accountResolver(ServletContext context) {
          return Optional.of(SET);
        }
      };

  @Test
  @DisplayName("are taken from the configurer, else from CDI, else from the class that is named")
  void order() {
    SeamsConfig named = named(Accounts.class.getName());
    assertThat(find(CONFIGURER, BEANS, named).accountResolver()).isSameAs(SET);
    assertThat(find(NO_CONFIGURER, BEANS, named).accountResolver()).isSameAs(BEAN);
    assertThat(find(NO_CONFIGURER, BeanSource.NONE, named).accountResolver())
        .isExactlyInstanceOf(Accounts.class)
        .isNotSameAs(BEAN);
  }

  @Test
  @DisplayName("are complete: what the host leaves out is neutral")
  void complete() {
    HostSeams seams = find(CONFIGURER, BeanSource.NONE, NOTHING_NAMED);
    assertThat(seams.consentView()).isEmpty();
    assertThat(seams.rateLimiter()).isEmpty();
    assertThat(seams.dataSource()).isEmpty();
    assertThat(seams.clock().instant()).isNotNull();
  }

  @Test
  @DisplayName("explain themselves when the required one is missing")
  void missing() {
    assertThatThrownBy(() -> find(NO_CONFIGURER, BeanSource.NONE, NOTHING_NAMED))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("No AccountResolver")
        .hasMessageContaining("META-INF/services/dev.lockspire.host.LockspireConfigurer")
        .hasMessageContaining("CDI bean")
        .hasMessageContaining("lockspire.account-resolver");
  }

  @Test
  @DisplayName("explain themselves when a named class cannot be used")
  void unusable() {
    for (String[] wrong :
        new String[][] {
          {"com.acme.Absent", "not in this application"},
          {"java.lang.String", "no AccountResolver"},
          {Unmakeable.class.getName(), "no public constructor"}
        }) {
      assertThatThrownBy(() -> find(NO_CONFIGURER, BeanSource.NONE, named(wrong[0])))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("lockspire.account-resolver names " + wrong[0])
          .hasMessageContaining(wrong[1]);
    }
  }

  @Test
  @DisplayName("are looked for without CDI where no container runs")
  void withoutCdi() {
    assertThat(BeanSource.ofRunningCdi().find(AccountResolver.class)).isEmpty();
  }

  @Test
  @DisplayName("know a validator for each type: the configurer's, else CDI's, else the named class")
  void validators() {
    Map<String, String> named = Map.of("payment", Details.class.getName());

    assertThat(origins(supplying(new Details("payment", "configurer")), BEANS, named))
        .containsExactly("configurer");
    assertThat(origins(supplying(new Details("account", "configurer")), BEANS, named))
        .containsExactly("configurer", "bean");
    assertThat(origins(supplying(), BEANS, named)).containsExactly("bean");
    assertThat(origins(supplying(), BeanSource.NONE, named)).containsExactly("named");
    assertThat(origins(supplying(), BeanSource.NONE, Map.of())).isEmpty();
  }

  @Test
  @DisplayName("explain themselves when two validators are for one type, or one is for another")
  void unusableValidators() {
    assertThatThrownBy(
            () ->
                origins(
                    supplying(new Details("payment", "a"), new Details("payment", "b")),
                    BeanSource.NONE,
                    Map.of()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("more than one AuthorizationDetailsValidator of type payment");
    assertThatThrownBy(
            () -> origins(supplying(), BeanSource.NONE, Map.of("account", Details.class.getName())))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("lockspire.rar.validators names " + Details.class.getName())
        .hasMessageContaining("for the type account, but it is for payment");
    assertThatThrownBy(
            () -> origins(supplying(), BeanSource.NONE, Map.of("payment", "java.lang.String")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("no AuthorizationDetailsValidator");
  }

  private static LockspireConfigurer supplying(AuthorizationDetailsValidator... validators) {
    return new LockspireConfigurer() {
      @Override
      public Optional<AccountResolver> accountResolver(ServletContext context) {
        return Optional.of(SET);
      }

      @Override
      public List<AuthorizationDetailsValidator> authorizationDetailsValidators(
          ServletContext context) {
        return List.of(validators);
      }
    };
  }

  private static List<String> origins(
      LockspireConfigurer configurer, BeanSource beans, Map<String, String> named) {
    return new SeamDiscovery(new FakeContext().build(), configurer, beans)
            .find(NOTHING_NAMED, new RarConfig(List.of(), named, false), Optional.empty())
            .authorizationDetailsValidators()
            .stream()
            .map(validator -> ((Details) validator).origin)
            .toList();
  }

  private static HostSeams find(
      LockspireConfigurer configurer, BeanSource beans, SeamsConfig named) {
    return new SeamDiscovery(new FakeContext().build(), configurer, beans)
        .find(named, RarConfig.none(), Optional.empty());
  }

  private static SeamsConfig named(String accountResolver) {
    return new SeamsConfig(
        Optional.of(accountResolver),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
