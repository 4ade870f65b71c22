package io.predictivescaler.operator.benefit;

/** Leads a past window through a model of the autoscaler, with the operator and without it. */
@FunctionalInterface
public interface BenefitReplay {
    /** What came of it, after as long as that takes; {@link BenefitState.Waiting} to be asked again at the next look. */
    BenefitState of(PastWindow past);
}
