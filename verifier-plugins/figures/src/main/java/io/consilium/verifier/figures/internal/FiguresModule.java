package io.consilium.verifier.figures.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.verifier.Verifier;

/** Offers the two checks of figures; named in the bundle's {@code Consilium-Module} header. */
public final class FiguresModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Verifier> verifiers = Multibinder.newSetBinder(binder(), Verifier.class);
    verifiers.addBinding().to(FiguresAddUp.class);
    verifiers.addBinding().to(FiguresAgree.class);
  }
}
