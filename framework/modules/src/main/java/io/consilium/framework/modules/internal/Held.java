package io.consilium.framework.modules.internal;

import io.consilium.framework.modules.PublicationSource;
import java.util.Optional;

/** What is published for one active bundle now, if anything, and who made it. Thread-safe. */
final class Held {
  private Publication publication;
  private PublicationSource source;
  private boolean over;

  synchronized Optional<Publication> publication() {
    return Optional.ofNullable(publication);
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

  /** Gives up what a source has made; empty if it has made nothing. */
  synchronized Optional<Publication> drop(PublicationSource gone) {
    if (publication == null || source != gone) {
      return Optional.empty();
    }
    Publication made = publication;
    publication = null;
    source = null;
    return Optional.of(made);
  }

  /** Gives up what there is, for good. */
  synchronized Optional<Publication> end() {
    over = true;
    return publication();
  }
}
