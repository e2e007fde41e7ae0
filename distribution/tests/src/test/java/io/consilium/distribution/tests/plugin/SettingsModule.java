package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Binds an expert that works as its settings say. */
public final class SettingsModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(SettingsExpert.class);
  }
}
