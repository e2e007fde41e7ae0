package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.framework.engine.CodeArchive;
import io.consilium.framework.engine.Replay.Loaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Plugins by the code that records name: those that run, or else recalled by digest for the time of
 * one replay. Confined to one thread.
 */
final class RecordedCode implements AutoCloseable {
  private static final Duration ARRIVAL = Duration.ofSeconds(20);
  private static final Duration WARM_UP = Duration.ofMinutes(2);

  private final Plugins plugins;
  private final Supplier<CodeArchive> archive;
  private final List<CodeArchive.Recalled> recalled = new ArrayList<>();
  private final Map<String, Loaded> loaded = new LinkedHashMap<>();
  private final Map<String, String> missing = new HashMap<>();

  /**
   * @param archive gives null while there is none
   */
  RecordedCode(Plugins plugins, Supplier<CodeArchive> archive) {
    this.plugins = plugins;
    this.archive = archive;
  }

  /** What was needed so far. */
  List<Loaded> loaded() {
    return List.copyOf(loaded.values());
  }

  /**
   * The guest of exactly this code, if it runs already: for work, or recalled by this replay. What
   * is being taken out, or was recalled by another, may go at any moment.
   */
  <S> Optional<Guest<S>> running(Kind<S> kind, String id, String digest) {
    Optional<Guest<S>> found = find(kind, id, digest);
    found.ifPresent(guest -> note(guest.code(), "running", ""));
    return found;
  }

  /**
   * The guest of exactly this code, recalled if need be.
   *
   * @throws Unrepeatable if those bytes are not at hand, or have other settings now
   */
  <S> Guest<S> guest(Kind<S> kind, String id, Code code) throws Unrepeatable {
    Optional<Guest<S>> found = running(kind, id, code.digest());
    if (found.isEmpty()) {
      recall(code);
      plugins.awaitArrivals(ARRIVAL);
      found = find(kind, id, code.digest());
    }
    Guest<S> guest =
        found.orElseThrow(
            () ->
                new Unrepeatable(
                    "The "
                        + kind.name()
                        + " "
                        + id
                        + " is not in what "
                        + words(code)
                        + " offers."));
    refuseOtherSettings(code, guest.code());
    return guest;
  }

  /** Settings are code by other means: with others it is another's decision. */
  private static void refuseOtherSettings(Code then, Code now) throws Unrepeatable {
    if (!then.configuration().equals(now.configuration())) {
      throw new Unrepeatable(
          "The settings of "
              + now.bundle()
              + " are others now ("
              + revision(now)
              + ") than on record ("
              + revision(then)
              + "). Maybe set them as they were while you replay.");
    }
  }

  private static String revision(Code code) {
    return code.configuration().map("revision "::concat).orElse("nothing set");
  }

  /** Waits until an expert has warmed up. */
  void awaitWarm(Guest<?> guest) throws Unrepeatable {
    plugins.awaitFor(() -> guest.stage() != Guest.Stage.WARMING, WARM_UP);
    if (guest.stage() != Guest.Stage.READY) {
      throw new Unrepeatable("The expert " + guest.id() + " is not ready. " + guest.trouble());
    }
  }

  private void recall(Code code) throws Unrepeatable {
    String known = missing.get(code.digest());
    if (known != null) {
      throw new Unrepeatable(known);
    }
    CodeArchive store = archive.get();
    try {
      if (store == null) {
        throw new CodeArchive.Missing("Nobody keeps the bytes of " + words(code) + ".");
      }
      recalled.add(store.recall(code));
      note(code, "store", "");
    } catch (CodeArchive.Missing e) {
      missing.put(code.digest(), e.getMessage());
      note(code, "missing", e.getMessage());
      throw new Unrepeatable(e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // a kind holds guests of one service type
  private <S> Optional<Guest<S>> find(Kind<S> kind, String id, String digest) {
    return plugins.all().stream()
        .filter(guest -> guest.kind().equals(kind.name()) && guest.id().equals(id))
        .filter(guest -> guest.code().digest().equals(digest))
        .filter(guest -> guest.stage() != Guest.Stage.GONE)
        .filter(guest -> mine(guest) || !guest.retired())
        // Whom this replay asked first it asks to the end.
        .sorted(Comparator.comparing(guest -> !mine(guest)))
        .map(guest -> (Guest<S>) guest)
        .findFirst();
  }

  private boolean mine(Guest<?> guest) {
    long bundle = guest.lease().osgiBundle();
    return recalled.stream().anyMatch(one -> one.osgiBundle() == bundle);
  }

  private void note(Code code, String from, String trouble) {
    loaded.putIfAbsent(code.bundle() + "/" + code.digest(), new Loaded(code, from, trouble));
  }

  static String words(Code code) {
    return code.bundle() + " " + code.version() + " (SHA-256 " + code.digest() + ")";
  }

  @Override
  public void close() {
    recalled.forEach(CodeArchive.Recalled::close);
    recalled.clear();
  }
}
