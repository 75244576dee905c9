package dev.longshore.admin;

import dev.longshore.users.Origin;
import dev.longshore.users.defender.Ban;
import dev.longshore.users.defender.Defender;
import io.quarkus.runtime.configuration.DurationConverter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /admin/bans}: who is kept out, seen and changed by operators. {@link AdminSettings} tells what is answered. */
public final class BanRoutes {
    private static final String BANS = "/admin/bans";
    private static final int LARGEST_BODY = 4096;
    private static final int TOO_LARGE = 413;
    private static final Duration USUAL = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final AdminToken token;
    private final Supplier<Optional<Defender>> defender;

    /** @param defender empty while the gateway is not running */
    public BanRoutes(AdminToken token, Supplier<Optional<Defender>> defender) {
        this.token = token;
        this.defender = defender;
    }

    /** Adds the paths; without it there are none. */
    public void mount(Router router) {
        router.route("/admin/*").handler(this::authorize);
        router.post(BANS).handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.get(BANS).handler(context -> withDefender(context, this::list));
        router.post(BANS).handler(context -> withDefender(context, this::add));
        router.delete(BANS + "/*").handler(context -> withDefender(context, this::remove));
        router.route("/admin/*").handler(context -> refuse(context, 404, "There is nothing here"));
        router.route("/admin/*").failureHandler(BanRoutes::fail);
    }

    /** What answers a request. */
    private interface Answer {
        void give(RoutingContext context, Defender running);
    }

    private void authorize(RoutingContext context) {
        if (token.isIn(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            context.next();
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(context, 401, "The token of longshore.admin.token is needed");
        }
    }

    private void withDefender(RoutingContext context, Answer answer) {
        defender.get()
                .ifPresentOrElse(
                        running -> answer.give(context, running),
                        () -> refuse(context, 503, "The gateway is not running"));
    }

    private void list(RoutingContext context, Defender running) {
        JsonArray bans = new JsonArray();
        running.bans().forEach(ban -> bans.add(json(ban)));
        send(context, 200, new JsonObject().put("bans", bans));
    }

    private void add(RoutingContext context, Defender running) {
        InetAddress address;
        Duration length;
        try {
            JsonObject asked = Objects.requireNonNullElseGet(context.body().asJsonObject(), JsonObject::new);
            address = Origin.address(Objects.requireNonNullElse(asked.getString("address"), ""));
            length = length(asked.getString("duration"));
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            refuse(context, 400, "Send {\"address\": \"192.0.2.7\", \"duration\": \"2h\"}");
            return;
        }
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            refuse(context, 400, "The duration must be more than nothing, and 3650 days or less");
            return;
        }
        running.ban(address, length)
                .ifPresentOrElse(
                        ban -> send(context, 201, json(ban)),
                        () -> refuse(context, 409, "This address is never banned, or there are too many bans"));
    }

    private void remove(RoutingContext context, Defender running) {
        try {
            String path = Objects.requireNonNullElse(context.pathParam("*"), "");
            String text = URLDecoder.decode(path, StandardCharsets.UTF_8);
            if (running.lift(Origin.of(Origin.address(text)))) {
                context.response().setStatusCode(204).end();
            } else {
                refuse(context, 404, "There is no such ban");
            }
        } catch (IllegalArgumentException e) {
            refuse(context, 400, "Name an address: /admin/bans/192.0.2.7");
        }
    }

    /** A body that is too long needs no line in the log; anything else is told by Vert.x. */
    private static void fail(RoutingContext context) {
        if (context.statusCode() == TOO_LARGE) {
            refuse(context, TOO_LARGE, "The request is too long");
        } else {
            context.next();
        }
    }

    private static Duration length(@Nullable String text) {
        Duration length = text == null ? USUAL : DurationConverter.parseDuration(text);
        if (length == null) {
            throw new IllegalArgumentException("no duration");
        }
        return length;
    }

    private static JsonObject json(Ban ban) {
        return new JsonObject()
                .put("address", ban.origin().text())
                .put("since", ban.since().toString())
                .put("until", ban.until().toString())
                .put("repeats", ban.repeats())
                .put("by", ban.byOperator() ? "operator" : "defender");
    }

    private static void refuse(RoutingContext context, int status, String sentence) {
        send(context, status, new JsonObject().put("error", sentence));
    }

    private static void send(RoutingContext context, int status, JsonObject answer) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(answer.encode());
    }
}
