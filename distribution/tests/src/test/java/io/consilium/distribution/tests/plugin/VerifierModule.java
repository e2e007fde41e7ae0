package io.consilium.distribution.tests.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.verifier.Verifier;

/** Binds the verifier, as a plugin's author would. */
public final class VerifierModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Verifier.class).addBinding().to(VersionVerifier.class);
  }
}
