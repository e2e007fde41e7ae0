package io.consilium.framework.modules.internal;

import io.consilium.framework.modules.PublicationSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is published for one active bundle now, if anything, who made it, and what comes and goes
 * beside it while its settings change. Thread-safe.
 */
final class Held {
  private final Set<Publication> beside = new LinkedHashSet<>();
  private Publication publication;
  private PublicationSource source;
  private boolean retired;
  private boolean over;

  synchronized Optional<Publication> publication() {
    return Optional.ofNullable(publication);
  }

  /** That, and what is beside it. */
  synchronized List<Publication> all() {
    List<Publication> all = new ArrayList<>(beside);
    publication().ifPresent(all::add);
    return all;
  }

  /**
   * Holds a publication.
   *
   * @param by who made it; null if the bundle's own module in this host did
   * @return false if there is one already, or the bundle has stopped: the given one is not held
   */
  synchronized boolean hold(Publication now, PublicationSource by) {
    if (over || publication != null) {
      return false;
    }
    publication = now;
    source = by;
    return true;
  }

  /** Lets one in beside what there is; false if the bundle has stopped. */
  synchronized boolean join(Publication next) {
    return !over && beside.add(next);
  }

  /** Puts one that has joined in the place of what there is, which stays beside it. */
  synchronized Optional<Publication> succeed(Publication next, PublicationSource by) {
    Optional<Publication> before = publication();
    if (beside.remove(next)) {
      before.ifPresent(beside::add);
      publication = next;
      source = by;
    }
    return before;
  }

  /** Lets one go that is beside. */
  synchronized void leave(Publication one) {
    beside.remove(one);
  }

  /** Gives up what a source has made; empty if it has made nothing. */
  synchronized List<Publication> drop(PublicationSource gone) {
    if (publication == null || source != gone) {
      return List.of();
    }
    List<Publication> made = all();
    publication = null;
    source = null;
    beside.clear();
    return made;
  }

  /** Gives up what there is, for good. */
  synchronized List<Publication> end() {
    over = true;
    return all();
  }

  synchronized void retire() {
    retired = true;
  }

  synchronized boolean retired() {
    return retired;
  }
}
