package dev.lockspire.demo.client;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The app's share of the session: what is under way, and what the last answer brought. */
final class Connections {
  private static final String PENDING = "billingo.client.pending";
  private static final String RECEIPT = "billingo.client.receipt";

  /** A few, for several tabs; the oldest gives way. */
  private static final int MOST = 5;

  /** The last receipt, so that reloading the page does not redeem a code twice. */
  private record Kept(String code, Receipt receipt) implements Serializable {}

  private Connections() {}

  static void remember(HttpServletRequest request, PendingConnection connection) {
    HttpSession session = request.getSession();
    synchronized (session) {
      ArrayList<PendingConnection> pending = new ArrayList<>(pending(session));
      pending.add(connection);
      while (pending.size() > MOST) {
        pending.remove(0);
      }
      session.setAttribute(PENDING, pending);
    }
  }

  /** The connection with this state, for this one time. */
  static Optional<PendingConnection> take(HttpServletRequest request, String state) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return Optional.empty();
    }
    synchronized (session) {
      ArrayList<PendingConnection> pending = new ArrayList<>(pending(session));
      Optional<PendingConnection> found =
          pending.stream().filter(one -> one.state().equals(state)).findFirst();
      found.ifPresent(pending::remove);
      session.setAttribute(PENDING, pending);
      return found;
    }
  }

  static void keep(HttpServletRequest request, String code, Receipt receipt) {
    request.getSession().setAttribute(RECEIPT, new Kept(code, receipt));
  }

  static Optional<Receipt> kept(HttpServletRequest request, String code) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(RECEIPT) instanceof Kept kept
            && kept.code().equals(code)
        ? Optional.of(kept.receipt())
        : Optional.empty();
  }

  private static List<PendingConnection> pending(HttpSession session) {
    return session.getAttribute(PENDING) instanceof List<?> list
        ? list.stream().map(PendingConnection.class::cast).toList()
        : List.of();
  }
}
