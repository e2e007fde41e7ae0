package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.routing.Gate;

/** Binds the gate and the halting policy that note what they decide. */
public final class CountingModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Gate.class).addBinding().to(CountingGate.class);
    Multibinder.newSetBinder(binder(), HaltingPolicy.class).addBinding().to(CountingHalting.class);
  }
}
