package wire_test

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// question is one method of one exercise.
type question struct {
	exercise, method int // numbers of the field and of the interface's method
	name             string
	typ              reflect.Type // of the method, without a receiver
}

// questions lists every method of every exercise of the contract.
func questions() []question {
	var all []question
	for _, field := range reflect.VisibleFields(reflect.TypeFor[specs.Solution]()) {
		for i := range field.Type.NumMethod() {
			m := field.Type.Method(i)
			all = append(all, question{field.Index[0], i, field.Name + "." + m.Name, m.Type})
		}
	}
	return all
}

// put calls the method of s.
func (q question) put(s specs.Solution, arguments []reflect.Value) (results []reflect.Value) {
	return reflect.ValueOf(s).Field(q.exercise).Method(q.method).Call(arguments)
}

// arguments returns random ones.
func (q question) arguments(rng *rand.Rand) []reflect.Value {
	var all []reflect.Value
	for t := range q.typ.Ins() {
		all = append(all, random(rng, t))
	}
	return all
}

// zeros returns the zero values of the arguments.
func (q question) zeros() []reflect.Value {
	var all []reflect.Value
	for t := range q.typ.Ins() {
		all = append(all, reflect.Zero(t))
	}
	return all
}

// serving is the exchange with s, without a wall.
func serving(s specs.Solution) wire.Exchange {
	return func(request []byte) ([]byte, error) { return wire.Serve(s, request), nil }
}

// answering is the exchange in which every question gets this answer.
func answering(response []byte) wire.Exchange {
	return func([]byte) ([]byte, error) { return response, nil }
}

// attempt asks through exchange and returns what Client failed with, nil if the
// question was answered.
func attempt(exchange wire.Exchange, ask func(specs.Solution)) (failure error) {
	type failed struct{ error }
	defer func() {
		switch v := recover().(type) {
		case nil:
		case failed:
			failure = v.error
		default:
			panic(v)
		}
	}()
	ask(wire.Client(exchange, func(err error) { panic(failed{err}) }))
	return nil
}

func TestEveryMethodCrossesTheWall(t *testing.T) {
	all := questions()
	require.GreaterOrEqual(t, len(all), reflect.TypeFor[specs.Solution]().NumField())
	for _, q := range all {
		t.Run(q.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			for range 100 {
				crossOnce(t, rng, q)
			}
		})
	}
}

// crossOnce puts one random question and compares what arrives on either side,
// also after every buffer and the other side's copy have been overwritten.
func crossOnce(t *testing.T, rng *rand.Rand, q question) {
	var given []reflect.Value
	r := &recorder{give: func(t reflect.Type) reflect.Value {
		given = append(given, random(rng, t))
		return given[len(given)-1]
	}}
	var buffers [][]byte
	exchange := func(request []byte) ([]byte, error) {
		response := wire.Serve(r.solution(), request)
		buffers = append(buffers, request, response)
		return response, nil
	}
	client := wire.Client(exchange, func(err error) { require.NoError(t, err) })

	sent := q.arguments(rng)
	results := q.put(client, sent)

	require.Equal(t, q.name, r.method)
	received := make([]reflect.Value, len(r.args))
	for i, a := range r.args {
		received[i] = reflect.ValueOf(a)
	}
	require.Equal(t, bits(sent...), bits(received...))
	require.Equal(t, bits(given...), bits(results...))
	require.Len(t, buffers, 2, "one question is one exchange")
	exercise, method, _ := strings.Cut(q.name, ".")
	require.True(t, bytes.HasPrefix(buffers[0], message(exercise, method)), "names are those of the contract")

	before := bits(sent...) + bits(results...)
	for _, b := range buffers {
		for i := range b {
			b[i] ^= 0xff
		}
	}
	scribble(received)
	scribble(given)
	require.Equal(t, before, bits(sent...)+bits(results...), "what crosses the wall is a copy")
	require.True(t, disjoint(results), "every slice has memory of its own")
	require.True(t, disjoint(received), "every slice has memory of its own")
}

func TestAnExerciseNobodyAnswersFor(t *testing.T) {
	var r recorder
	for _, q := range questions() {
		t.Run(q.name, func(t *testing.T) {
			s := r.solution()
			reflect.ValueOf(&s).Elem().Field(q.exercise).SetZero()
			err := attempt(serving(s), func(s specs.Solution) { q.put(s, q.zeros()) })
			assert.Equal(t, specs.ErrNotImplemented, err)
		})
	}
}
