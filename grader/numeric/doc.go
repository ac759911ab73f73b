// Package numeric differentiates functions it knows nothing about, and says how
// far off it can be.
//
// It stands below the checks, which hold a hand-written gradient against it, and
// knows nothing of grading: only numbers come in and go out.
//
// A finite difference with one fixed step is no oracle. gonum's default finds
// the slope of −log β + 10β at β = 10⁻⁸ to within 45 percent, and of f(x) = x at
// x = 10⁹ it finds 0; a tolerance wide enough for that lets wrong gradients
// pass. [Derivative] therefore takes many steps, extrapolates, and returns a
// bound together with the value, or else an error: at kinks, jumps and the ends
// of a domain there is nothing to return. [OneSided] is for those. Both need to
// know the noise of the function, and can find it out by [Noise].
//
// The bounds are no theorem, since no function is known by finitely many values:
// what happens on a scale below 2⁻³⁴ of max(|x|, 1), or is smaller than the
// noise, is not seen. They are measured instead. On 2.4 million random points of
// ten families of functions (those of the package's tests) none was exceeded
// where the noise was given; where it was estimated 6 were, by a factor of at
// most 2.4. A judgement leaves room for a factor of 3: [Estimate.Agrees].
//
// A number is compared by [Within], which nothing passes that is not a number,
// and with a [Tolerance] that comes from the conditioning of the question.
package numeric
