package dev.lockspire.faces.admin.faces;

import jakarta.faces.context.ExternalContext;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The states of the views that one person opened last, in the session. */
final class KeptViews {
  private static final String ATTRIBUTE = "dev.lockspire.console.views";

  private final Map<String, Object> session;

  private KeptViews(Map<String, Object> session) {
    this.session = session;
  }

  static KeptViews of(ExternalContext external) {
    return new KeptViews(external.getSessionMap());
  }

  void keep(String name, Object state) {
    Views views = views().orElseGet(Views::new);
    synchronized (views) {
      views.put(name, state);
      // Said again, so that the other nodes of a cluster hear of it.
      session.put(ATTRIBUTE, views);
    }
  }

  Optional<Object> find(String name) {
    return views()
        .map(
            views -> {
              synchronized (views) {
                return views.get(name);
              }
            });
  }

  private Optional<Views> views() {
    return Optional.ofNullable((Views) session.get(ATTRIBUTE));
  }

  /** As many as Faces keeps by itself; the one that was not used for longest goes first. */
  private static final class Views extends LinkedHashMap<String, Object> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 15;

    Views() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
      return size() > MOST;
    }
  }
}
