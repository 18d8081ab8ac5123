// How loud the microphone is, ten times a second.

const EVERY_MS = 100;

/** Listen to a stream until `close()`; calls `onLevel` with the root mean square of its louder side, 0 to 1. */
export class Meter {
  constructor(stream, onLevel) {
    this.context = new AudioContext();
    this.context.resume();
    // Each side by itself: mixed, the two sides of a balanced microphone cancel each other out.
    const sides = this.context.createChannelSplitter(2);
    this.context.createMediaStreamSource(stream).connect(sides);
    const analysers = [0, 1].map((side) => {
      const analyser = this.context.createAnalyser();
      sides.connect(analyser, side);
      return analyser;
    });
    this.ticking = setInterval(() => onLevel(Math.max(...analysers.map(loudness))), EVERY_MS);
  }

  close() {
    clearInterval(this.ticking);
    this.context.close();
  }
}

function loudness(analyser) {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
}
