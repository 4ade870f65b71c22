package io.predictivescaler.operator.simulate;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read and resources write them. */
final class Numbers {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Numbers() {}

    /** To four digits where it has more, never with an exponent. */
    static String plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded =
                Math.abs(number) >= 1000 ? BigDecimal.valueOf(Math.round(number)) : exact.round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
