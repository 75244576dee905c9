/** What tests share: a gateway on free ports, clients that speak like a dialogue, and an S3 that fails when it is told to. */
@NullMarked
package dev.longshore.testing;

import org.jspecify.annotations.NullMarked;
