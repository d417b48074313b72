package spin

import java.util.concurrent.Callable
import scala.annotation.tailrec

class ScalaLoop extends Callable[AnyRef]:
  def call(): AnyRef =
    var n = 1L
    try
      while n != 42L do
        n = n * 31 | 64L
      Long.box(n)
    finally
      var i = 0
      while i < 1000 do i += 1
      println("cleaned")

class ScalaTailrec extends Callable[AnyRef]:
  def call(): AnyRef = Long.box(down(1L))

  @tailrec private def down(n: Long): Long = if n == 42L then n else down(n * 31 | 64L)

class ScalaCalls extends Callable[AnyRef]:
  def call(): AnyRef =
    var n = 1L
    Iterator.from(0).foreach(i => n = n * 31 + i | 64L)
    Long.box(n)
