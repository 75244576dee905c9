/**
 * What several gateways count together, in Redis or Valkey. Implements interfaces of {@code users}; may call
 * {@code settings} and {@code failure}, too. No thread of Vert.x or MINA ever waits for Redis.
 */
@NullMarked
package dev.longshore.redis;

import org.jspecify.annotations.NullMarked;
