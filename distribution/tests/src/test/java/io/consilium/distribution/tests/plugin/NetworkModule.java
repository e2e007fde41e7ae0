package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Binds the expert, as a plugin's author would. */
public final class NetworkModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(NetworkExpert.class);
  }
}
