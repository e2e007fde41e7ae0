package io.consilium.verifier.example.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.verifier.Verifier;

/** Offers the verifier to the host; the bundle's manifest names this class. */
public final class ExampleModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Verifier.class).addBinding().to(NotEmpty.class);
  }
}
