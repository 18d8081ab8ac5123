// How loud the microphone is, ten times a second.

const EVERY_MS = 100;

/** Listen to a stream until `close()`; calls `onLevel` with its loudness, the root mean square from 0 to 1. */
export class Meter {
  constructor(stream, onLevel) {
    this.context = new AudioContext();
    this.context.resume();
    const analyser = this.context.createAnalyser();
    this.context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.ticking = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      onLevel(Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length));
    }, EVERY_MS);
  }

  close() {
    clearInterval(this.ticking);
    this.context.close();
  }
}
