package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A method pattern")
class MethodPatternTest {

  @ParameterizedTest(name = "{0} {2} {1}")
  @DisplayName("matches classes by their binary names")
  @CsvSource({
    "com.acme.Jobs#run,      com.acme.Jobs,        true",
    "com.acme.Jobs#run,      com.acme.Jobs$Step,   false",
    "com.acme.Jobs#run,      com.acme.Job,         false",
    "com.acme.Jobs$Step#run, com.acme.Jobs$Step,   true",
    "com.acme.*Job#run,      com.acme.ImportJob,   true",
    "com.acme.*Job#run,      com.acme.x.ImportJob, false",
    "com.acme.**#run,        com.acme.x.Y$Z,       true",
    "Jobs#run,               Jobs,                 true",
    "com.acme.Größe#run,     com.acme.Größe,       true"
  })
  void matchesClasses(String pattern, String className, boolean expected) {
    assertThat(MethodPattern.parse(pattern).matchesClass(className)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {3} {1}{2}")
  @DisplayName("matches methods by name and parameter types")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "A#run              | run       | ()V                                     | true",
        "A#run              | run       | (ILjava/lang/String;)J                  | true",
        "A#run              | runAll    | ()V                                     | false",
        "A#run*             | runAll    | ()V                                     | true",
        "A#*All             | runAll    | ()V                                     | true",
        "A#*                | place-HG0u8IE | (I)V                                | true",
        "A#place-HG0u8IE    | place-HG0u8IE | (I)V                                | true",
        "A#run()            | run       | ()V                                     | true",
        "A#run( )           | run       | ()V                                     | true",
        "A#run ()           | run       | ()V                                     | true",
        "A#run()            | run       | (I)V                                    | false",
        "A#run(int)         | run       | (I)V                                    | true",
        "A#run(int)         | run       | (II)V                                   | false",
        "A#run(int)         | run       | ()V                                     | false",
        "A#run(int)         | run       | ([I)V                                   | false",
        "A#run(int, long)   | run       | (IJ)V                                   | true",
        "A#run(boolean,byte,char,double,float,int,long,short) | run | (ZBCDFIJS)V  | true",
        "A#run(String)      | run       | (Ljava/lang/String;)V                   | true",
        "A#run(String)      | run       | (LString;)V                             | true",
        "A#run(String)      | run       | (Ljava/lang/StringBuilder;)V            | false",
        "A#run(java.lang.String) | run  | (Ljava/lang/String;)V                   | true",
        "A#run(b.C)         | run       | (Lb/C;)V                                | true",
        "A#run(b.C)         | run       | (Lx/C;)V                                | false",
        "A#run(java.util.Map$Entry, int) | run | (Ljava/util/Map$Entry;I)V        | true",
        "A#run(byte[])      | run       | ([B)V                                   | true",
        "A#run(String [] [])| run       | ([[Ljava/lang/String;)V                 | true",
        "A#run(String[])    | run       | ([[Ljava/lang/String;)V                 | false",
        "A#run(Object...)   | run       | ([Ljava/lang/Object;)V                  | true",
        "A#run(int, int[]...) | run     | (I[[I)V                                 | true"
      })
  void matchesMethods(String pattern, String name, String descriptor, boolean expected) {
    assertThat(MethodPattern.parse(pattern).matchesMethod(name, descriptor)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused with what is wrong and what is allowed")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | has no # between class and method",
        "Jobs                    | has no # between class and method",
        "com.acme.Jobs.run       | has no # (did you mean 'com.acme.Jobs#run'?)",
        "com.acme.Jobs.run(a.B)  | has no # (did you mean 'com.acme.Jobs#run(a.B)'?)",
        "#run                    | has no class name",
        "com.acme.Jobs#          | has no method name",
        "com.acme.Jobs#()        | has no method name",
        "com/acme/Jobs#run       | has '/' in its class name, packages end with a dot",
        "com..Jobs#run           | has '.' in its class name with no word beside it",
        ".Jobs#run               | has '.' in its class name with no word beside it",
        "com.#run                | has '.' in its class name with no word beside it",
        "com.acme.List<A>#run    | has '<' in its class name, type arguments are left out",
        "com.acme Jobs#run       | has ' ' in its class name",
        "com.***#run             | has more than two stars in a row",
        "com.acme.Jobs#<init>    | names a constructor or class initialiser",
        "com.acme.Jobs#a.b       | has '.' in its method name",
        "com.acme.Jobs#a#b       | has '#' in its method name",
        "com.acme.Jobs#**        | has ** in its method name, where * is enough",
        "A#run(int               | does not end with the ) of its parameter types",
        "A#run(int) void         | does not end with the ) of its parameter types",
        "A#run(int,)             | has no parameter type's name",
        "A#run(int x)            | has a blank in the parameter type 'int x'",
        "A#run(List<String>)     | has '<' in its parameter type's name, type arguments are left out",
        "A#run(int..., int)      | has '.' in its parameter type's name with no word beside it",
        "A#run(*)                | has a star in its parameter types; leave them out",
        "A#run(int[)             | has '[' in its parameter type's name"
      })
  void isRefused(String pattern, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MethodPattern.parse(pattern))
        .withMessageStartingWith("method pattern '" + pattern + "' " + reason)
        .withMessageContaining("; allowed: package.Class#method, with * within a name");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("with an annotation or a supertype is refused as not supported yet")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "@com.acme.Batch com.acme.**#*, annotations are not supported yet",
        "implements com.acme.Job com.acme.**#run, 'implements' is not supported yet",
        "@a.B implements c.D e.**#f, annotations are not supported yet"
      })
  void knowsWhatIsNotSupportedYet(String pattern, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MethodPattern.parse(pattern))
        .withMessageStartingWith("method pattern '" + pattern + "': " + reason);
  }

  @Test
  @DisplayName("tells whether it names one class, so that classes can be looked up by name")
  void tellsWhetherItsClassIsExact() {
    MethodPattern exact = MethodPattern.parse("com.acme.Jobs#*(int)");
    MethodPattern glob = MethodPattern.parse("com.acme.*#run");

    assertThat(exact.isExactClass()).isTrue();
    assertThat(exact.className()).isEqualTo("com.acme.Jobs");
    assertThat(exact.methodName()).isEqualTo("*");
    assertThat(glob.isExactClass()).isFalse();
    assertThat(glob.className()).isEqualTo("com.acme.*");
  }

  @Test
  @DisplayName("equals one that is written the same, and prints as written")
  void equalsTheSameText() {
    MethodPattern pattern = MethodPattern.parse(" a.B#c ");

    assertThat(pattern).hasToString("a.B#c");
    assertThat(pattern).isEqualTo(MethodPattern.parse("a.B#c"));
    assertThat(pattern).hasSameHashCodeAs(MethodPattern.parse("a.B#c"));
    assertThat(pattern).isNotEqualTo(MethodPattern.parse("a.B#d")).isNotEqualTo("a.B#c");
  }
}
