package dev.longshore;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.longshore.ftp.reply.Replies;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.FtpReply;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages are rooms, and a room calls only those below it. */
class ArchitectureTest {
    private static final String HOUSE = "dev.longshore";

    /** From the top downwards. */
    private static final List<String> ROOMS = List.of(
            "image",
            "cli",
            "admin",
            "redis",
            "ftp",
            "users",
            "files",
            "s3",
            "embedded",
            "settings",
            "threads",
            "failure");

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(HOUSE);

    static List<String> rooms() {
        return ROOMS;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomCallsOnlyRoomsBelowIt(String room) {
        assertThat(CLASSES.that(resideInAPackage(within(room))))
                .as("classes of %s", room)
                .isNotEmpty();
        String[] itselfAndBelow = ROOMS.subList(ROOMS.indexOf(room), ROOMS.size()).stream()
                .map(ArchitectureTest::within)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(within(room))
                .should()
                .dependOnClassesThat(resideInAPackage(HOUSE + "..").and(not(resideInAnyPackage(itselfAndBelow))))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInARoom() {
        assertThat(packages().map(JavaPackage::getName).filter(name -> !name.equals(HOUSE)))
                .allMatch(name -> ROOMS.stream().anyMatch(room -> (name + ".").startsWith(HOUSE + "." + room + ".")));
    }

    @Test
    void nothingCallsTheFrontDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE)
                .check(CLASSES);
    }

    @Test
    void ftpKnowsNothingOfS3() {
        noClasses()
                .that()
                .resideInAPackage(within("ftp"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within("s3"), "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void s3KnowsNothingOfFtp() {
        noClasses()
                .that()
                .resideInAPackage(within("s3"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.ftpserver..", "org.apache.mina..")
                .check(CLASSES);
    }

    /** Each reply has a name, a code, a text and a clause in {@link Replies}; FtpServer's own ones have none of these. */
    @Test
    void repliesAreMadeByTheirTableOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(within("ftp.reply"))
                .should()
                .callConstructorWhere(JavaCall.Predicates.target(owner(assignableTo(FtpReply.class))))
                .check(CLASSES);
    }

    /** What lies in {@code ftp} itself, its settings and its door, belongs to none of the slices. */
    @Test
    void ftpGoesRoundInNoCircle() {
        slices().matching(HOUSE + ".ftp.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** So that the rule above cannot pass for want of slices. */
    @ParameterizedTest
    @ValueSource(strings = {"reply", "data", "session", "command", "listing", "listener"})
    void ftpHasTheseRooms(String room) {
        assertThat(CLASSES.that(resideInAPackage(within("ftp." + room)))).isNotEmpty();
    }

    @Test
    void everyPackageIsNullMarkedInItsPackageInfo() {
        assertThat(packages().filter(owner -> owner.tryGetPackageInfo().isEmpty()))
                .as("packages without package-info")
                .isEmpty();
        assertThat(packages().filter(owner -> !owner.isAnnotatedWith(NullMarked.class)))
                .as("packages without @NullMarked")
                .isEmpty();
    }

    /** The field has words for what things are; {@code UserManager} is FtpServer's own. */
    @Test
    void namesSayWhatAThingIs() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName(HOUSE + ".users.StoreUserManager")
                .should()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .check(CLASSES);
    }

    private static String within(String room) {
        return HOUSE + "." + room + "..";
    }

    /** The packages that have classes. */
    private static Stream<JavaPackage> packages() {
        return CLASSES.stream().map(type -> type.getPackage()).collect(Collectors.toSet()).stream();
    }
}
