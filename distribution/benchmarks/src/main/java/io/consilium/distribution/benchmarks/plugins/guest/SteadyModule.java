package io.consilium.distribution.benchmarks.plugins.guest;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Binds the expert that answers. */
public final class SteadyModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(SteadyExpert.class);
  }
}
