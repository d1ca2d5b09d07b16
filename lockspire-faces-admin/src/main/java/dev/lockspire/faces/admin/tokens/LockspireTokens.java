package dev.lockspire.faces.admin.tokens;

import dev.lockspire.admin.Listing;
import dev.lockspire.admin.TokenFigures;
import dev.lockspire.admin.TokenFilter;
import dev.lockspire.admin.TokenStatus;
import dev.lockspire.admin.TokenSummary;
import dev.lockspire.crypto.Secret;
import dev.lockspire.faces.admin.page.Choice;
import dev.lockspire.faces.admin.page.Console;
import dev.lockspire.faces.admin.page.Exportable;
import dev.lockspire.faces.admin.page.ListQuery;
import dev.lockspire.faces.admin.page.Pager;
import dev.lockspire.faces.admin.shell.LockspireText;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Access and refresh tokens, newest first, and the way to one by pasting it. */
@Named
@RequestScoped
public class LockspireTokens implements Exportable {
  private static final String PASTED = "token";

  @Inject Console console;
  @Inject LockspireText text;

  private ListQuery query;
  private TokenFilter filter;
  private Listing<TokenSummary> listing;
  private TokenFigures figures;

  @PostConstruct
  void load() {
    query = new ListQuery(console);
    filter =
        new TokenFilter(
            given(query.text("account")),
            given(query.text("client")),
            query.choice("status", TokenStatus.class));
    figures = console.admin().tokens().figures(filter);
    listing = console.admin().tokens().list(query.request(filter), figures);
  }

  /**
   * Goes on to the token that was pasted. Read from the request alone: no component and no view
   * ever holds it.
   */
  public void lookUp() {
    Optional<Long> found =
        console
            .parameter(PASTED)
            .map(Secret::of)
            .flatMap(pasted -> console.admin().tokens().findByValue(pasted));
    console.goTo(found.map(id -> "/tokens/" + id).orElse("/tokens?pasted=unknown"));
  }

  /** Whether what was pasted is no token of this server. */
  public boolean isUnknown() {
    return console.parameter("pasted").isPresent();
  }

  public List<TokenSummary> getRows() {
    return listing.rows();
  }

  public Pager getPager() {
    return query.pager(listing);
  }

  @Override
  public void export(String format) {
    console.export(
        "tokens",
        format,
        (form, out) -> console.admin().tokens().export(filter, form, out, console.onlooker()));
  }

  public ListQuery getQuery() {
    return query;
  }

  public TokenFigures getFigures() {
    return figures;
  }

  public List<Choice> getStatuses() {
    return Stream.of(TokenStatus.values())
        .map(status -> new Choice(status.wireName(), text.state(status)))
        .toList();
  }

  /** Handle of the account that is filtered by; empty without one. */
  public String getAccountHandle() {
    return filter.accountId().map(console.admin().handles()::account).orElse("");
  }

  /** Handle of the client that is filtered by; empty without one. */
  public String getClientHandle() {
    return filter.clientId().map(console.admin().handles()::client).orElse("");
  }

  /** Where everything of the filtered account is revoked. */
  public String getRevokeAccount() {
    return filter.accountId().map(id -> revoke("account", id)).orElse("");
  }

  /** Where everything of the filtered client is revoked. */
  public String getRevokeClient() {
    return filter.clientId().map(id -> revoke("client", id)).orElse("");
  }

  private String revoke(String owner, String id) {
    return console.url(
        "/tokens/revoke?" + owner + "=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  private static Optional<String> given(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }
}
