package spin

import groovy.transform.CompileStatic
import java.util.concurrent.Callable

@CompileStatic
class GroovyLoop implements Callable<Object> {
    Object call() {
        long n = 1L
        try {
            while (n != 42L) {
                for (int i in 0..<10) {
                    n = n * 31 + i | 64L
                }
            }
        } finally {
            for (int i = 0; i < 1000; i++) {
                n += i
            }
            println 'cleaned'
        }
        n
    }
}

class GroovyDynamic implements Callable<Object> {
    def call() {
        def n = 1L
        while (n != 42L) {
            n = n * 31 | 64L
        }
        n
    }
}

class GroovyCalls implements Callable<Object> {
    def call() {
        def n = 1L
        Stream.iterate(0) { it + 1 }.forEach { n = n * 31 + it | 64L }
        n
    }

    static class Stream {
        static Endless iterate(start, Closure next) { new Endless(value: start, next: next) }
    }

    static class Endless {
        def value
        Closure next

        void forEach(Closure body) {
            while (true) {
                body(value)
                value = next(value)
            }
        }
    }
}
