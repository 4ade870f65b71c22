package io.predictivescaler.operator.spec;

import java.time.Duration;

/**
 * What forecasts must prove before floors are raised by them.
 *
 * @param minimumHistory with less history nothing is enforced
 * @param window over which forecasts are scored
 * @param minimumSkillPercent by which they must beat the best naive reference
 * @param onDistrust what becomes of a raised floor whose forecast is distrusted
 */
public record TrustSpec(Duration minimumHistory, Duration window, int minimumSkillPercent, OnDistrust onDistrust) {
    /** What becomes of a raised floor whose forecast is distrusted. */
    public enum OnDistrust {
        /** The baseline returns step by step. */
        Release,
        /** Nothing is raised, and the floor stays. */
        Hold
    }
}
