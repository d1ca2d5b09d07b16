package dev.lockspire.it.mount;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** What Spring Security does before Lockspire; the host's own chains come after these two. */
@Configuration
@EnableWebSecurity
public class ConsoleSecurity {

  /** The console: operators and auditors only. Its forms carry a token of their own. */
  @Bean
  @Order(1)
  SecurityFilterChain console(HttpSecurity http) throws Exception {
    return http.securityMatcher("/lockspire/admin/**")
        .authorizeHttpRequests(
            requests -> requests.anyRequest().hasAnyRole("lockspire-operator", "lockspire-auditor"))
        .exceptionHandling(
            refused ->
                refused.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
        .csrf(csrf -> csrf.disable())
        .headers(headers -> headers.disable())
        .build();
  }

  /** The protocol: open to everybody, since Lockspire itself says who may do what. */
  @Bean
  @Order(2)
  SecurityFilterChain protocol(HttpSecurity http) throws Exception {
    return http.securityMatcher("/lockspire/**", "/.well-known/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .headers(headers -> headers.disable())
        .build();
  }
}
