/**
 * What a user's calendar comes to on the clock of its zone: cron texts and countries become windows of time and dates, which is all
 * that the core knows of them. The libraries that know cron's grammar and public holidays stay in here.
 */
@NullMarked
package io.predictivescaler.operator.calendar;

import org.jspecify.annotations.NullMarked;
