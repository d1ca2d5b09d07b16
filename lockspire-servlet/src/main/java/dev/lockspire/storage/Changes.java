package dev.lockspire.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who wants to know of changes. A cache registers once, when it is built, and drops what is named.
 */
public final class Changes {
  private record Subscription(String topic, Consumer<String> onKey, Runnable onGap) {}

  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  /**
   * @param onKey called with the key of each change of {@code topic}
   * @param onGap called when changes may have been missed: drop everything
   */
  public void subscribe(String topic, Consumer<String> onKey, Runnable onGap) {
    subscriptions.add(new Subscription(topic, onKey, onGap));
  }

  void deliver(Change change) {
    for (Subscription subscription : subscriptions) {
      if (subscription.topic().equals(change.topic())) {
        subscription.onKey().accept(change.key());
      }
    }
  }

  void gap() {
    subscriptions.forEach(subscription -> subscription.onGap().run());
  }
}
