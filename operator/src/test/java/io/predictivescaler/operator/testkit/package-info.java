/** What several tests of the operator share: API servers, emulated and real, and resources good and bad. */
package io.predictivescaler.operator.testkit;
