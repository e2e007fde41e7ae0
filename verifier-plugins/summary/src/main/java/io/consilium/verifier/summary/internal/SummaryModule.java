package io.consilium.verifier.summary.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.verifier.Verifier;

/** Offers the check of written summaries; named in the bundle's {@code Consilium-Module} header. */
public final class SummaryModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Verifier> verifiers = Multibinder.newSetBinder(binder(), Verifier.class);
    verifiers.addBinding().to(SummarySupported.class);
  }
}
