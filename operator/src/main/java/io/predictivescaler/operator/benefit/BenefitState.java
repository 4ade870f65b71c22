package io.predictivescaler.operator.benefit;

/** What is known of a resource's benefit. */
public sealed interface BenefitState {
    /** Nothing by this process so far: what an earlier one found stands. */
    record Waiting() implements BenefitState {}

    /** It was worked out. */
    record Known(Benefit benefit) implements BenefitState {}

    /**
     * It cannot be worked out.
     *
     * @param why and the remedy where there is one
     */
    record None(String why) implements BenefitState {}

    /** Nobody wants to know. */
    record Off() implements BenefitState {}
}
