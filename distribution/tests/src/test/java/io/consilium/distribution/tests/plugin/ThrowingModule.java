package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;

/** Throws instead of binding. */
public final class ThrowingModule extends AbstractModule {
  @Override
  protected void configure() {
    throw new IllegalStateException("No reel is mounted.");
  }
}
