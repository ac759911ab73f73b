package grader

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Series is what a check saw as a picture shows it: the submission's numbers and
// the right ones over what they are numbers of. It is no evidence; nothing is
// judged by it.
type Series struct {
	Kind  Picture
	Of    string  // the question, as the student would write it
	X     Numbers // what the lines run over: z, steps or epochs
	Lines []Line
	Given Numbers // the numbers of the question that the picture needs; see [Picture]
	Drawn bool    // the question was drawn from the secret seed
}

// Line is one quantity of a Series.
type Line struct {
	Name string  // as the contract calls it
	Got  Numbers // the submission's, one for each of X
	Want Numbers // the answer key's; empty where it was not asked
}

// Picture says how a Series is looked at, and what its Given are.
type Picture string

// The pictures.
const (
	PictureUnit       Picture = "unit"       // the value and the derivative of a hidden unit over z
	PictureReLU       Picture = "relu"       // w and b over the steps of a descent; Given x and S
	PictureSoftplus   Picture = "softplus"   // the same with softplus; Given x and S
	PictureHistory    Picture = "history"    // the loss over epochs
	PictureLoss       Picture = "loss"       // the loss over steps
	PicturePrecisions Picture = "precisions" // a of each unit over the steps of a descent; Given S of each
	PictureMeans      Picture = "means"      // each mean over the steps of a descent; Given those of greatest likelihood
)

// Numbers is a list of numbers as text, with six significant digits and a space
// between two. As text, a NaN is a number like any other, and the last bit of a
// machine's arithmetic shows nowhere.
type Numbers string

// NumbersOf writes a list of numbers.
func NumbersOf(all ...float64) Numbers {
	words := make([]string, len(all))
	for i, x := range all {
		rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64) // never too large: the largest number rounds downwards
		words[i] = strconv.FormatFloat(rounded, 'g', -1, 64)
	}
	return Numbers(strings.Join(words, " "))
}

// Floats reads the list. What is no number is NaN.
func (n Numbers) Floats() []float64 {
	words := strings.Fields(string(n))
	all := make([]float64, len(words))
	for i, word := range words {
		x, err := strconv.ParseFloat(word, 64)
		if err != nil {
			x = math.NaN()
		}
		all[i] = x
	}
	return all
}

// maxThinned bounds how many steps of a descent are kept: a picture shows no more.
const maxThinned = 33

// Thinned returns which of n steps to keep, the first and the last among them:
// all of a few; of many more at the beginning, where a descent moves most.
func Thinned(n int) []int {
	if n <= maxThinned {
		return upTo(n)
	}
	const gaps = maxThinned - 1
	var kept []int
	for i := range maxThinned {
		kept = append(kept, max(i, i*i*(n-1)/(gaps*gaps)))
	}
	return slices.Compact(kept)
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// Over returns one number for each step that is kept.
func Over(steps []int, of func(step int) float64) Numbers {
	all := make([]float64, len(steps))
	for i, step := range steps {
		all[i] = of(step)
	}
	return NumbersOf(all...)
}
