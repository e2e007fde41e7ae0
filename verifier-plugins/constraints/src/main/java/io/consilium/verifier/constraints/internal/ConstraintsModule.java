package io.consilium.verifier.constraints.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.verifier.Verifier;

/** Offers the checks of puzzles; named in the bundle's {@code Consilium-Module} header. */
public final class ConstraintsModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Verifier> verifiers = Multibinder.newSetBinder(binder(), Verifier.class);
    verifiers.addBinding().to(GridVerifier.class);
    verifiers.addBinding().to(LogicGridVerifier.class);
  }
}
