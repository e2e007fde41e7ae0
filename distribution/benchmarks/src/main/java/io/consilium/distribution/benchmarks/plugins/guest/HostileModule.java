package io.consilium.distribution.benchmarks.plugins.guest;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Binds the expert that misbehaves. */
public final class HostileModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(HostileExpert.class);
  }
}
