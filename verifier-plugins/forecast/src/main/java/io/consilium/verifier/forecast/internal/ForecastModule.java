package io.consilium.verifier.forecast.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.verifier.Verifier;

/** Offers the check of forecasts; named in the bundle's {@code Consilium-Module} header. */
public final class ForecastModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Verifier> verifiers = Multibinder.newSetBinder(binder(), Verifier.class);
    verifiers.addBinding().to(ForecastBeatsNaive.class);
  }
}
