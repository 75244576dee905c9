/**
 * How a user is written in a store: the shape of {@code user.schema.json}, as JSON or YAML. Called by the stores; calls {@code users}
 * and {@code files}. A record that cannot be used is a {@link dev.longshore.users.record.BadRecord} that names the field.
 */
@NullMarked
package dev.longshore.users.record;

import org.jspecify.annotations.NullMarked;
