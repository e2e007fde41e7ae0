package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Binds the expert that misbehaves. */
public final class MischiefModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(MischiefExpert.class);
  }
}
