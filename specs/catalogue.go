package specs

import (
	"embed"
	"fmt"
	"slices"
)

// ID names an exercise in flags, reports and file names; it never changes.
type ID string

// The exercises in the order of the course.
const (
	IDXORLinear          ID = "xor-linear"
	IDXORNetwork         ID = "xor-network"
	IDXORTraining        ID = "xor-training"
	IDActivations        ID = "activations"
	IDPrecisionSGD       ID = "precision-sgd"
	IDPrecisionReLU      ID = "precision-relu"
	IDPrecisionLandscape ID = "precision-landscape"
	IDPrecisionSoftplus  ID = "precision-softplus"
	IDTwoPrecisions      ID = "two-precisions"
	IDMixtureMeans       ID = "mixture-means"
)

// Exercise is one entry of the catalogue.
type Exercise struct {
	ID     ID
	Title  string
	Source string // where the course asks for it
	Type   string // the Go type a student writes, which is the interface's name here
	File   string // the file in package student that holds the type
	Points int    // thousandths of a point
	// Choice names the group the exercise stands in, "" for none. Of a group,
	// only the exercise with the most points counts.
	Choice string
	// Matrix says that the exercise may import gonum's mat and floats, where the
	// course uses NumPy.
	Matrix bool
}

const choice3b = "Ex 3 (b)"

// Catalogue returns the exercises in the order of the course. The slice is the
// caller's.
func Catalogue() []Exercise {
	return []Exercise{
		{ID: IDXORLinear, Title: "Linear regression cannot solve XOR", Source: "first cell; book 6.1",
			Type: "XORLinear", File: "xor_linear.go", Points: 8_000, Matrix: true},
		{ID: IDXORNetwork, Title: "One hidden layer solves XOR", Source: "second cell; book 6.1",
			Type: "XORNetwork", File: "xor_network.go", Points: 8_000, Matrix: true},
		{ID: IDXORTraining, Title: "XOR by gradient descent", Source: "Ex 1",
			Type: "XORTraining", File: "xor_training.go", Points: 14_000, Matrix: true},
		{ID: IDActivations, Title: "Hidden units and their derivatives", Source: "plots; book 6.3",
			Type: "Activations", File: "activations.go", Points: 10_000},
		{ID: IDPrecisionSGD, Title: "Learning a precision by mini-batch SGD", Source: "the Keras part",
			Type: "PrecisionSGD", File: "precision_sgd.go", Points: 12_000},
		{ID: IDPrecisionReLU, Title: "Backpropagation from scratch, ReLU", Source: "Backprop",
			Type: "PrecisionReLU", File: "precision_relu.go", Points: 16_000},
		{ID: IDPrecisionLandscape, Title: "The landscape of the loss", Source: "plots of Loss(b) and L(w, b)",
			Type: "PrecisionLandscape", File: "precision_landscape.go", Points: 6_000},
		{ID: IDPrecisionSoftplus, Title: "Backpropagation from scratch, softplus", Source: "Ex 3 (a)",
			Type: "PrecisionSoftplus", File: "precision_softplus.go", Points: 14_000},
		{ID: IDTwoPrecisions, Title: "Two precisions", Source: "Ex 3 (b) on Ex 2 (a); book eq. 6.34",
			Type: "TwoPrecisions", File: "two_precisions.go", Points: 12_000, Choice: choice3b},
		{ID: IDMixtureMeans, Title: "Three means of a mixture", Source: "Ex 3 (b) on Ex 2 (b); book eq. 6.35",
			Type: "MixtureMeans", File: "mixture_means.go", Points: 12_000, Choice: choice3b},
	}
}

// Total returns the points that can be earned in the whole course, in thousandths:
// those of every exercise, a choice counted once.
func Total() int {
	total := 0
	counted := map[string]bool{}
	for _, e := range Catalogue() {
		if e.Choice != "" && counted[e.Choice] {
			continue
		}
		counted[e.Choice] = true
		total += e.Points
	}
	return total
}

// Lookup returns the exercise with the given id.
func Lookup(id ID) (Exercise, bool) {
	all := Catalogue()
	i := slices.IndexFunc(all, func(e Exercise) bool { return e.ID == id })
	if i < 0 {
		return Exercise{}, false
	}
	return all[i], true
}

// The names of sheets are lower case; other texts in this folder, such as the guide
// for instructors, are not for students.
//
//go:embed [a-z]*.md
var sheets embed.FS

// Sheet returns the sheet of an exercise in Markdown: the task, the formulas,
// an example with numbers, how it is graded, the usual pitfalls. It panics on
// an id that is not in the catalogue.
func Sheet(id ID) string {
	text, err := sheets.ReadFile(string(id) + ".md")
	if err != nil {
		panic(fmt.Sprintf("specs: no sheet for %q", id))
	}
	return string(text)
}
