package io.consilium.expert.solver.internal;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.expert.Expert;

/** Offers the three solvers; named in the bundle's {@code Consilium-Module} header. */
public final class SolverModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<Expert> experts = Multibinder.newSetBinder(binder(), Expert.class);
    experts.addBinding().to(LeastSquaresExpert.class);
    experts.addBinding().to(TableReconciler.class);
    experts.addBinding().to(SeriesReconciler.class);
  }
}
