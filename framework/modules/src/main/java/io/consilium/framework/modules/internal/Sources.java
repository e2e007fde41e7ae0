package io.consilium.framework.modules.internal;

import io.consilium.framework.modules.PublicationSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The sources there are besides Guice modules in the host. Thread-safe. */
final class Sources extends ServiceTracker<PublicationSource, PublicationSource> {
  /** A bundle with one of these headers never runs inside the host: without its source, nowhere. */
  private static final List<String> OUTSIDE = List.of("Consilium-Bridge", "Consilium-Isolation");

  /**
   * Framework property of a process that was made for one bundle: it is not put out of that, too.
   */
  private static final String OUTSIDE_ALREADY = "consilium.isolation.plugin";

  private final Consumer<PublicationSource> arrived;
  private final Consumer<PublicationSource> gone;

  Sources(
      BundleContext context,
      Consumer<PublicationSource> arrived,
      Consumer<PublicationSource> gone) {
    super(context, PublicationSource.class, null);
    this.arrived = arrived;
    this.gone = gone;
  }

  @Override
  public PublicationSource addingService(ServiceReference<PublicationSource> reference) {
    PublicationSource source = super.addingService(reference);
    if (source != null) {
      arrived.accept(source);
    }
    return source;
  }

  @Override
  public void removedService(
      ServiceReference<PublicationSource> reference, PublicationSource source) {
    gone.accept(source);
    super.removedService(reference, source);
  }

  /** Who makes a bundle's services; empty if it does itself, or nobody. */
  Optional<PublicationSource> of(Bundle bundle) {
    return all().filter(source -> source.takes(bundle)).findFirst();
  }

  /** Where the code of a jar would run. */
  PublicationSource.Place place(String name, Attributes manifest) {
    return all()
        .flatMap(source -> source.place(name, manifest).stream())
        .findFirst()
        .orElse(PublicationSource.Place.HERE);
  }

  /** The highest ranking first. */
  private Stream<PublicationSource> all() {
    ServiceReference<PublicationSource>[] references = getServiceReferences();
    return references == null
        ? Stream.empty()
        : Arrays.stream(references)
            .sorted(Comparator.reverseOrder())
            .map(this::getService)
            .filter(Objects::nonNull);
  }

  boolean needed(Bundle bundle) {
    return header(bundle).isPresent() && context.getProperty(OUTSIDE_ALREADY) == null;
  }

  private static Optional<String> header(Bundle bundle) {
    return OUTSIDE.stream().filter(name -> bundle.getHeaders("").get(name) != null).findFirst();
  }

  String missing(Bundle bundle) {
    return " offers nothing: who runs it outside of the host is away"
        + header(bundle).map(name -> " (its manifest says " + name + ")").orElse("")
        + ". Maybe start io.consilium.framework.bridge or io.consilium.framework.isolation.";
  }
}
