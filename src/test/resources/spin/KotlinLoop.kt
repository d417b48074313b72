package spin

import java.util.concurrent.Callable

class KotlinLoop : Callable<Any> {
    override fun call(): Any {
        var n = 1L
        try {
            while (n != 42L) {
                for (i in 0 until 1000 step 3) n = n * 31 + i
                listOf(1, 2, 3).forEach { n = n xor it.toLong() or 64L }
            }
        } finally {
            for (i in 0 until 1000) n += i
            println("cleaned")
        }
        return n
    }
}

class KotlinTailrec : Callable<Any> {
    override fun call(): Any = down(1L)

    private tailrec fun down(n: Long): Long = if (n == 42L) n else down(n * 31 or 64L)
}

class KotlinCalls : Callable<Any> {
    override fun call(): Any = generateSequence(1L) { it * 31 or 64L }.first { it == 42L }
}
