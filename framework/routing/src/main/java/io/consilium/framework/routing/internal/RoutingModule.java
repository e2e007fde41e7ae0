package io.consilium.framework.routing.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.routing.Gate;

/** Publishes the gates {@code top-1} and {@code top-k}. */
public final class RoutingModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Gate> gates = Multibinder.newSetBinder(binder(), Gate.class);
    gates.addBinding().toInstance(new GreedyGate("top-1", 1));
    gates.addBinding().toInstance(new GreedyGate("top-k", 2));
  }
}
