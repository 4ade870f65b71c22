package io.predictivescaler.operator.calendar;

import com.cronutils.model.Cron;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import java.time.LocalDate;
import java.util.BitSet;

/**
 * The five fields of a cron text as sets of numbers. The library reads the text; what it means on a clock is worked out from these sets,
 * since the library takes half a millisecond to find a start and has its own mind about clock changes.
 *
 * @param daysOfWeek Sunday 0 to Saturday 6
 * @param anyDayOfMonth the field says {@code *}, or steps through all of them
 * @param everyHour likewise
 */
record CronFields(
        BitSet minutes,
        BitSet hours,
        BitSet daysOfMonth,
        BitSet months,
        BitSet daysOfWeek,
        boolean anyDayOfMonth,
        boolean anyDayOfWeek,
        boolean everyHour) {
    private static final int SUNDAY_TOO = 7;

    static CronFields of(Cron cron) {
        BitSet daysOfWeek = values(expression(cron, CronFieldName.DAY_OF_WEEK), 0, SUNDAY_TOO);
        if (daysOfWeek.get(SUNDAY_TOO)) {
            daysOfWeek.clear(SUNDAY_TOO);
            daysOfWeek.set(0);
        }
        return new CronFields(
                values(expression(cron, CronFieldName.MINUTE), 0, 59),
                values(expression(cron, CronFieldName.HOUR), 0, 23),
                values(expression(cron, CronFieldName.DAY_OF_MONTH), 1, 31),
                values(expression(cron, CronFieldName.MONTH), 1, 12),
                daysOfWeek,
                isStar(expression(cron, CronFieldName.DAY_OF_MONTH)),
                isStar(expression(cron, CronFieldName.DAY_OF_WEEK)),
                isStar(expression(cron, CronFieldName.HOUR)));
    }

    boolean matches(LocalDate day) {
        boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        boolean either = !anyDayOfMonth && !anyDayOfWeek;
        return months.get(day.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private static FieldExpression expression(Cron cron, CronFieldName field) {
        return cron.retrieve(field).getExpression();
    }

    private static boolean isStar(FieldExpression expression) {
        return expression instanceof Always
                || (expression instanceof Every every && every.getExpression() instanceof Always);
    }

    /** The grammar of Unix cron has no other expressions. */
    private static BitSet values(FieldExpression expression, int least, int most) {
        return switch (expression) {
            case Always always -> stepped(least, most, 1);
            case On on -> stepped(on.getTime().getValue(), on.getTime().getValue(), 1);
            case Between between -> stepped(number(between.getFrom()), number(between.getTo()), 1);
            case Every every -> every(every, least, most);
            case And and -> {
                BitSet all = new BitSet();
                and.getExpressions().forEach(part -> all.or(values(part, least, most)));
                yield all;
            }
            default -> throw new IllegalArgumentException(expression.asString() + " is not understood");
        };
    }

    private static BitSet every(Every every, int least, int most) {
        int period = every.getPeriod().getValue();
        return switch (every.getExpression()) {
            case On on -> stepped(on.getTime().getValue(), most, period);
            case Between between -> stepped(number(between.getFrom()), number(between.getTo()), period);
            default -> stepped(least, most, period);
        };
    }

    private static int number(FieldValue<?> value) {
        if (value.getValue() instanceof Integer number) {
            return number;
        }
        throw new IllegalArgumentException(value + " is not a number");
    }

    private static BitSet stepped(int first, int last, int period) {
        if (period < 1) {
            throw new IllegalArgumentException("a step of " + period + " leads nowhere");
        }
        BitSet values = new BitSet();
        for (int value = first; value <= last; value += period) {
            values.set(value);
        }
        return values;
    }
}
