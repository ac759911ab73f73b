package figures

import (
	"math"
	"strconv"
	"strings"
)

// short prints a number with three digits, for people.
func short(x float64) string { return printed(x, 1e-4, 1e6) }

// decimal prints a number of a scale, where a power of ten is short.
func decimal(x float64) string { return printed(x, 1e-3, 1e3) }

// printed prints a number as a decimal fraction if it lies between low and high,
// else as a multiple of a power of ten.
func printed(x, low, high float64) string {
	switch size := math.Abs(x); {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(size, 1):
		return strings.TrimPrefix(minus(strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), "Inf", "∞", 1)), "+")
	case x == 0:
		return "0"
	case size >= low && size < high:
		rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
		return minus(strconv.FormatFloat(rounded, 'f', -1, 64))
	}
	factor, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', 2, 64), "e")
	n, _ := strconv.Atoi(exponent)
	factor = minus(strings.TrimSuffix(strings.TrimRight(factor, "0"), "."))
	if factor == "1" || factor == "−1" {
		return strings.TrimSuffix(factor, "1") + powerOfTen(n)
	}
	return factor + "·" + powerOfTen(n)
}

// powerOfTen prints 10ⁿ.
func powerOfTen(n int) string {
	if n == 0 || n == 1 {
		return strconv.Itoa(1 + 9*n)
	}
	return "10" + strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(strconv.Itoa(n))
}

// minus writes a minus sign that is one.
func minus(text string) string { return strings.ReplaceAll(text, "-", "−") }
