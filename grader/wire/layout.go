package wire

import "github.com/gradus-grader/gradus/specs"

// The structs of the contract, written and read. The calls within one
// expression happen from left to right, by the language's own rule, so the two
// lines of a pair must name the fields in the same order.

func (e encoder) network(p specs.Network) encoder {
	return e.matrix(p.W).vector(p.C).vector(p.V).float(p.B)
}

func (d *decoder) network() specs.Network {
	return specs.Network{W: d.matrix(), C: d.vector(), V: d.vector(), B: d.float()}
}

func (e encoder) unit(p specs.Unit) encoder { return e.floats(p.W, p.B) }

func (d *decoder) unit() specs.Unit { return specs.Unit{W: d.float(), B: d.float()} }

func (e encoder) sample(s specs.Sample) encoder { return e.float(s.X).vector(s.Y).float(s.Mu) }

func (d *decoder) sample() specs.Sample {
	return specs.Sample{X: d.float(), Y: d.vector(), Mu: d.float()}
}

func (e encoder) unitGradient(g specs.UnitGradient) encoder {
	return e.floats(g.Beta, g.A, g.W, g.B)
}

func (d *decoder) unitGradient() specs.UnitGradient {
	return specs.UnitGradient{Beta: d.float(), A: d.float(), W: d.float(), B: d.float()}
}

func (e encoder) sgd(o specs.SGD) encoder {
	return e.float(o.Rate).float(o.ClipNorm).int(o.BatchSize).order(o.Order)
}

func (d *decoder) sgd() specs.SGD {
	return specs.SGD{Rate: d.float(), ClipNorm: d.float(), BatchSize: d.int(), Order: d.order()}
}

func (e encoder) layer(p specs.Layer) encoder { return e.matrix(p.W).vector(p.B) }

func (d *decoder) layer() specs.Layer { return specs.Layer{W: d.matrix(), B: d.vector()} }

func (e encoder) vectorSample(s specs.VectorSample) encoder {
	return e.vector(s.X).matrix(s.Y).vector(s.Mu)
}

func (d *decoder) vectorSample() specs.VectorSample {
	return specs.VectorSample{X: d.vector(), Y: d.matrix(), Mu: d.vector()}
}

func (e encoder) layerGradient(g specs.LayerGradient) encoder {
	return e.vector(g.Beta).vector(g.A).matrix(g.W).vector(g.B)
}

func (d *decoder) layerGradient() specs.LayerGradient {
	return specs.LayerGradient{Beta: d.vector(), A: d.vector(), W: d.matrix(), B: d.vector()}
}

func (e encoder) heads(p specs.Heads) encoder { return e.vector(p.W).vector(p.B) }

func (d *decoder) heads() specs.Heads { return specs.Heads{W: d.vector(), B: d.vector()} }

func (e encoder) headsGradient(g specs.HeadsGradient) encoder {
	return e.matrix(g.Mu).vector(g.W).vector(g.B)
}

func (d *decoder) headsGradient() specs.HeadsGradient {
	return specs.HeadsGradient{Mu: d.matrix(), W: d.vector(), B: d.vector()}
}

// Traces. The numbers are the bytes that the smallest element takes: eight for
// each float and for the count of each slice.

func (e encoder) unitTrace(t []specs.Unit) encoder       { return putAll(e, t, encoder.unit) }
func (e encoder) networkTrace(t []specs.Network) encoder { return putAll(e, t, encoder.network) }
func (e encoder) layerTrace(t []specs.Layer) encoder     { return putAll(e, t, encoder.layer) }
func (e encoder) headsTrace(t []specs.Heads) encoder     { return putAll(e, t, encoder.heads) }

func (d *decoder) unitTrace() []specs.Unit       { return takeAll(d, 16, (*decoder).unit) }
func (d *decoder) networkTrace() []specs.Network { return takeAll(d, 32, (*decoder).network) }
func (d *decoder) layerTrace() []specs.Layer     { return takeAll(d, 16, (*decoder).layer) }
func (d *decoder) headsTrace() []specs.Heads     { return takeAll(d, 16, (*decoder).heads) }
